// ListConfigResources (KIP-1142, key 74, version 1), which the client library does not have: groups and client metrics
// subscriptions have settings without anything else that would tell their names.
import {
  type ConfigResourceTypeValue,
  createAPI,
  type Reader,
  ResponseError,
  Writer,
} from '@platformatic/kafka'

export interface ConfigResource {
  resourceType: ConfigResourceTypeValue
  resourceName: string
}

/** @throws ResponseError with the broker's error code */
export const listConfigResources = createAPI<[resourceTypes: ConfigResourceTypeValue[]], ConfigResource[]>(
  74,
  1,
  resourceTypes =>
    Writer.create()
      .appendArray(
        resourceTypes,
        (writer, type: ConfigResourceTypeValue) => writer.appendInt8(type),
        true,
        false,
      )
      .appendTaggedFields(),
  (_correlationId, apiKey, apiVersion, reader: Reader) => {
    reader.readInt32()
    const errorCode = reader.readInt16()
    const found = reader.readArray(each => ({
      resourceName: each.readString(),
      resourceType: each.readInt8() as ConfigResourceTypeValue,
    }))
    reader.readTaggedFields()
    if (errorCode !== 0) throw new ResponseError(apiKey, apiVersion, { '/': [errorCode, null] }, found)
    return found
  },
)
