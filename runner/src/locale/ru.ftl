# Все фразы программы. В en.ftl те же ключи и те же переменные.

minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[other] { $count } минут
}
