//! Your prediction, before you write anything. A mailer has three mails to send: the first is on its way, two wait.
//! It is killed. What comes then?

/// A client delivers a mail to it, by cast. What does the client get: `"ok"` or `"noproc"`?
pub const DELIVER: &str =
    ""; // TODO

/// The client asks for its status, by call. `"ok"` or `"noproc"`?
pub const STATUS: &str =
    ""; // TODO

/// A new mailer is started under the same name. How many mails wait in it: `"0"`, `"2"` or `"3"`?
pub const WAITING_AFTERWARDS: &str =
    ""; // TODO
