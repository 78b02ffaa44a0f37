// How the grader's own requests call themselves, so that they can be told from those of programs. Nothing is decided by it.
export const OWN_AGENT = 'day2-grader'
