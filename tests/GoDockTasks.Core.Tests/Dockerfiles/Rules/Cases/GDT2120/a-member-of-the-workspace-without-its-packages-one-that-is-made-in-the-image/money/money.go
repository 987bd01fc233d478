package money

const Euro = 5
