//! Checks of `names`. Each step is a module, each claim a test.

use harness::{Transcript, check};
use names::{Alive, NameError, Names};

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

type Name = &'static str;

/// The table, and a transcript of everything asked of it, in the words of the BEAM's.
struct Program<'a> {
    names: Names<Name>,
    t: &'a mut Transcript,
}

impl<'a> Program<'a> {
    fn new(t: &'a mut Transcript) -> Self {
        Self { names: Names::new(), t }
    }

    fn register(&mut self, name: &str, process: Name) {
        let alive = if process == "dead" { Alive::No } else { Alive::Yes };
        self.register_as(name, process, alive);
    }

    fn register_as(&mut self, name: &str, process: Name, alive: Alive) {
        let answer = self.names.register(name, process, alive).map_or("badarg", |()| "ok");
        self.t.line(format!("register {name} {process}: {answer}"));
    }

    fn unregister(&mut self, name: &str) {
        let answer = self.names.unregister(name).map_or("badarg", |_| "ok");
        self.t.line(format!("unregister {name}: {answer}"));
    }

    fn whereis(&mut self, name: &str) {
        let process = self.names.whereis(name).unwrap_or("nobody");
        self.t.line(format!("whereis {name}: {process}"));
    }

    fn registered(&mut self) {
        let names: Vec<&str> = self.names.registered().collect();
        self.t.line(format!("registered: {}", names.join(" ")));
    }

    fn register_and_find(&mut self) {
        self.register("server", "a");
        self.register("cache", "b");
        for name in ["server", "cache", "log"] {
            self.whereis(name);
        }
        self.registered();
    }

    fn broken_rules(&mut self) {
        self.register("server", "b");
        self.register("log", "a");
        self.register("undefined", "a");
        self.register("log", "dead");
        self.whereis("server");
        self.whereis("log");
        self.registered();
    }

    fn unregister_and_rename(&mut self) {
        self.unregister("log");
        self.unregister("server");
        self.whereis("server");
        self.register("log", "a");
        self.register("server", "a");
        self.registered();
    }

    fn the_process_ends(&mut self) {
        self.names.ended("b");
        self.whereis("cache");
        self.registered();
        self.register_as("cache", "b", Alive::No);
        self.register("cache", "c");
        self.whereis("cache");
    }
}

/// `server` is `a`, `cache` is `b`.
fn two() -> Names<Name> {
    let mut names = Names::new();
    names.register("server", "a", Alive::Yes).expect("the name is free");
    names.register("cache", "b", Alive::Yes).expect("the name is free");
    names
}

mod register {
    use super::*;

    #[test]
    fn a_name_finds_its_process() {
        check("one_direction_only", |t| {
            Program::new(t).register_and_find();
            t.beam_section(BEAM, "register and find");
        });
    }

    #[test]
    fn a_process_knows_its_name() {
        check("one_direction_only", |_| {
            assert_eq!(two().name_of("a"), Some("server"));
            assert_eq!(two().name_of("c"), None);
        });
    }
}

mod rules {
    use super::*;

    #[test]
    fn a_taken_name_stays_where_it_is() {
        check("takes_over_name", |_| {
            let mut names = two();
            assert_eq!(names.register("server", "c", Alive::Yes), Err(NameError::Taken));
            assert_eq!(names.whereis("server"), Some("a"));
        });
    }

    #[test]
    fn a_process_has_one_name() {
        check("second_name_given", |_| {
            let mut names = two();
            let refused = names.register("log", "a", Alive::Yes);
            assert_eq!(refused, Err(NameError::AlreadyNamed("server".into())));
        });
    }

    #[test]
    fn the_dead_get_no_name() {
        check("dead_gets_name", |_| {
            assert_eq!(two().register("log", "c", Alive::No), Err(NameError::NoProcess));
        });
    }

    #[test]
    fn some_atoms_are_no_names() {
        check("reserved_name_given", |_| {
            for atom in ["undefined", "nil", "true", "false"] {
                assert_eq!(two().register(atom, "c", Alive::Yes), Err(NameError::Reserved), "{atom}");
            }
        });
    }

    #[test]
    fn a_refusal_changes_nothing() {
        check("changes_before_refusing", |t| {
            let mut names = two();
            for (name, process, alive, given) in [
                ("server", "c", Alive::Yes, "takes_over_name"),
                ("log", "a", Alive::Yes, "second_name_given"),
                ("log", "c", Alive::No, "dead_gets_name"),
                ("nil", "c", Alive::Yes, "reserved_name_given"),
            ] {
                t.suspect_if(names.register(name, process, alive).is_ok(), given);
            }
            let all: Vec<&str> = names.registered().collect();
            t.line(format!(
                "registered: {}; a: {:?}; c: {:?}",
                all.join(" "),
                names.name_of("a"),
                names.name_of("c")
            ));
            t.expect("transcript", &["registered: cache server; a: Some(\"server\"); c: None"]);
        });
    }
}

mod unregister {
    use super::*;

    #[test]
    fn the_name_is_free() {
        check("unregister_half", |_| {
            let mut names = two();
            assert_eq!(names.unregister("server"), Ok("a"));
            assert_eq!(names.whereis("server"), None);
            assert_eq!(names.unregister("server"), Err(NameError::NotRegistered));
            assert_eq!(names.register("server", "c", Alive::Yes), Ok(()));
        });
    }

    #[test]
    fn its_process_may_take_another() {
        check("unregister_half", |t| {
            let mut program = Program { names: two(), t };
            program.unregister_and_rename();
            t.beam_section(BEAM, "unregister");
        });
    }
}

mod ended {
    use super::*;

    #[test]
    fn a_name_does_not_outlive_its_process() {
        check("name_outlives_process", |_| {
            let mut names = two();
            assert_eq!(names.ended("b").as_deref(), Some("cache"));
            assert_eq!(names.whereis("cache"), None);
            assert_eq!(names.name_of("b"), None);
            assert_eq!(names.ended("b"), None, "it has no name any more");
            assert_eq!(names.whereis("server"), Some("a"), "others keep theirs");
        });
    }

    #[test]
    fn the_whole_program_prints_what_the_beam_prints() {
        check("name_outlives_process", |t| {
            let mut program = Program::new(t);
            program.t.line("-- register and find");
            program.register_and_find();
            program.t.line("-- broken rules");
            program.broken_rules();
            program.t.line("-- unregister");
            program.unregister_and_rename();
            program.t.line("-- the process ends");
            program.the_process_ends();
            t.beam(BEAM);
        });
    }
}
