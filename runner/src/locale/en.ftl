# Every sentence of the runner. ru.ftl has the same keys with the same variables.

minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
