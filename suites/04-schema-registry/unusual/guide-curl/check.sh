schema=$(tr -d '\r\n' < "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')
echo "Is this compatible? {$schema}"
curl -isS -X POST -H 'Content-Type: application/json' --data "{\"schema\": \"$schema\"}" \
  'http://localhost:8081/compatibility/subjects/users-value/versions/latest?verbose=true'
