//! Checks of `design_drills`. Each step is a module, each claim a test.

use design_drills::{blast, capacity, decisions, hops, live_class};
use harness::check;

/// What the BEAM printed when it let players crash.
const BEAM: &str = include_str!("../beam.out");

const GIB: u64 = 1 << 30;

mod fits {
    use super::*;
    use design_drills::capacity::{PROCESSES, Stack, THREADS, machines, players_that_fit};

    const SMALL: Stack = Stack { bytes_per_player: 1_000, most: 100 };

    #[test]
    fn the_nearer_wall_counts() {
        check("one_wall_only", |_| {
            assert_eq!(players_that_fit(SMALL, 10_000), 10, "memory is the nearer wall");
            assert_eq!(players_that_fit(SMALL, 1_000_000), 100, "the limit of the system is the nearer wall");
        });
    }

    #[test]
    fn the_last_player_needs_a_machine_too() {
        check("rest_dropped", |_| {
            assert_eq!(machines(100, SMALL, 1_000_000), 1, "100 players, 100 fit on a machine");
            assert_eq!(machines(101, SMALL, 1_000_000), 2, "101 players, 100 fit on a machine");
        });
    }

    #[test]
    fn fifty_thousand_players_need_four_machines_or_one() {
        check("one_wall_only", |t| {
            for (name, stack) in [("threads", THREADS), ("processes", PROCESSES)] {
                let (fit, machines) = (players_that_fit(stack, 16 * GIB), machines(50_000, stack, 16 * GIB));
                t.line(format!("{name}: {fit} fit, {machines} machine(s)"));
            }
            t.snapshot("capacity", env!("CARGO_MANIFEST_DIR"));
        });
    }
}

mod blast_radius {
    use super::*;
    use blast::{Isolation, fallen};

    #[test]
    fn shared_memory_falls_as_one() {
        check("blast_too_small", |_| {
            assert_eq!(fallen(1_000, Isolation::SharedMemory, &[50]), 1_000, "one crash in shared memory");
            assert_eq!(fallen(1_000, Isolation::SharedMemory, &[]), 0, "nobody has crashed");
        });
    }

    #[test]
    fn processes_fall_as_on_the_beam() {
        check("blast_too_small", |t| {
            let rooms = Isolation::Linked { size: 10 };
            let cases: [(&str, Isolation, &[u64]); 5] = [
                ("alone, 50 crashes", Isolation::Isolated, &[50]),
                ("alone, 50 and 51 crash", Isolation::Isolated, &[50, 51]),
                ("rooms of 10, 50 crashes", rooms, &[50]),
                ("rooms of 10, 50 and 51 crash", rooms, &[50, 51]),
                ("rooms of 10, 50 and 60 crash", rooms, &[50, 60]),
            ];
            for (case, isolation, crashed) in cases {
                t.line(format!("{case}: {} of 1000 fall", fallen(1_000, isolation, crashed)));
            }
            t.suspect_if(t.lines()[3].contains(" 20 "), "room_falls_twice");
            let expected: Vec<&str> =
                BEAM.lines().filter(|line| !line.starts_with('#')).take(cases.len()).collect();
            t.expect("beam.out", &expected);
        });
    }

    #[test]
    fn a_player_can_crash_only_once_and_the_last_room_may_be_small() {
        check("room_falls_twice", |_| {
            assert_eq!(fallen(10, Isolation::Isolated, &[3, 3]), 1, "player 3 is in the list twice");
            assert_eq!(
                fallen(25, Isolation::Linked { size: 10 }, &[24]),
                5,
                "25 players, the third room has 5"
            );
        });
    }
}

mod hop_costs {
    use super::*;
    use hops::{Hop, failing_pages, page_micros};

    #[test]
    fn stages_add_up_and_what_is_asked_together_does_not() {
        check("together_or_in_turn", |_| {
            assert_eq!(page_micros(&[vec![Hop::Message; 12]]), 2, "twelve questions at the same time");
            assert_eq!(
                page_micros(&vec![vec![Hop::Message]; 12]),
                24,
                "twelve questions one after the other"
            );
            assert_eq!(page_micros(&[vec![Hop::Message, Hop::Network], vec![], vec![Hop::Message]]), 502);
        });
    }

    #[test]
    fn a_page_needs_all_of_its_services() {
        check("chances_do_not_add_up", |_| {
            assert_eq!(failing_pages(1, 1_000.0), 1_000, "one service, down for 0.1%");
            assert_eq!(failing_pages(12, 1_000.0), 11_934, "twelve of them");
            assert_eq!(failing_pages(12, 500_000.0), 999_756, "twelve coins must all show heads");
        });
    }

    #[test]
    fn twelve_hops_on_one_node_and_across_the_network() {
        check("together_or_in_turn", |t| {
            for (name, hop) in [("messages", Hop::Message), ("requests", Hop::Network)] {
                let in_turn = page_micros(&vec![vec![hop]; 12]);
                let together = page_micros(&[vec![hop; 12]]);
                t.line(format!("12 {name}: {in_turn} us in turn, {together} us together"));
            }
            t.snapshot("hops", env!("CARGO_MANIFEST_DIR"));
        });
    }
}

mod live_class_load {
    use super::*;
    use live_class::{Platform, deliveries_per_second, video_gbit};

    const DAY_ONE: Platform = Platform { rooms: 100, people: 100, messages_per_minute: 3, video_mbit: 2 };

    #[test]
    fn every_message_reaches_the_whole_room_and_no_other() {
        check("fan_out_forgotten", |t| {
            let pair = Platform { rooms: 30, people: 2, messages_per_minute: 1, video_mbit: 0 };
            t.suspect_if(deliveries_per_second(pair) == 60, "wrong_listeners");
            t.suspect_if(deliveries_per_second(DAY_ONE) == 49_500, "wrong_listeners");
            assert_eq!(
                deliveries_per_second(pair),
                2,
                "30 pairs, a message each in a minute, two readers each"
            );
            t.suspect("fan_out_forgotten");
            t.suspect_if(deliveries_per_second(DAY_ONE) > 50_000, "wrong_listeners");
            assert_eq!(deliveries_per_second(DAY_ONE), 50_000, "500 messages a second, 100 readers each");
        });
    }

    #[test]
    fn ten_times_the_rooms_is_ten_times_the_load_and_ten_times_the_people_a_hundred() {
        check("fan_out_forgotten", |t| {
            let more_rooms = Platform { rooms: 1_000, ..DAY_ONE };
            let fuller = Platform { people: 1_000, ..DAY_ONE };
            for (name, platform) in
                [("10k users", DAY_ONE), ("1,000 rooms", more_rooms), ("rooms of 1,000", fuller)]
            {
                let (chat, video) = (deliveries_per_second(platform), video_gbit(platform));
                t.line(format!("{name}: {chat} deliveries/s, {video} Gbit/s of video"));
            }
            t.snapshot("live_class", env!("CARGO_MANIFEST_DIR"));
        });
    }

    #[test]
    fn a_gigabit_that_has_begun_must_be_carried() {
        check("rest_dropped", |_| {
            assert_eq!(video_gbit(Platform { rooms: 1, people: 750, ..DAY_ONE }), 2, "1,500 megabits");
        });
    }
}

mod decide {
    use super::*;
    use decisions::{Because, CLASS, Design, GAME, SHOP};

    #[test]
    fn the_game_fits_and_loses_one_player() {
        check("threads_for_the_game", |t| {
            t.suspect_if(GAME == (Design::Undecided, Because::Undecided), "not_yet");
            let stack =
                if GAME.0 == Design::ThreadsAndLocks { capacity::THREADS } else { capacity::PROCESSES };
            let machines = capacity::machines(50_000, stack, 16 * GIB);
            assert!(machines <= 2, "{machines} machines, and there are 2");
            t.suspect("splits_what_talks_all_the_time");
            assert_eq!(
                GAME.0,
                Design::OneRuntime,
                "a move crosses no network when all players live in one runtime"
            );
            t.suspect("decides_by_taste");
            assert_eq!(
                GAME.1,
                Because::Capacity,
                "which figure makes 50,000 threads impossible on two machines?"
            );
        });
    }

    #[test]
    fn the_shop_answers_in_time() {
        check("splits_what_talks_all_the_time", |t| {
            t.suspect_if(SHOP == (Design::Undecided, Because::Undecided), "not_yet");
            let hop = if SHOP.0 == Design::Microservices { hops::Hop::Network } else { hops::Hop::Message };
            let micros = hops::page_micros(&vec![vec![hop]; 12]);
            assert!(micros <= 5_000, "a page takes {micros} us, and may take 5,000");
            t.suspect("threads_for_the_game");
            assert_ne!(SHOP.0, Design::ThreadsAndLocks, "one crash under a lock, and the shop is closed");
            t.suspect("decides_by_taste");
            assert_eq!(
                SHOP.0,
                Design::OneRuntime,
                "which of the twelve parts does not belong into the runtime?"
            );
            t.suspect("decides_by_taste");
            assert_eq!(SHOP.1, Because::Hops, "which figure does a service for each part break?");
        });
    }

    #[test]
    fn the_class_keeps_video_out_of_the_processes() {
        check("video_through_processes", |t| {
            t.suspect_if(CLASS == (Design::Undecided, Because::Undecided), "not_yet");
            let evening =
                live_class::Platform { rooms: 1_000, people: 100, messages_per_minute: 3, video_mbit: 2 };
            let gbit = live_class::video_gbit(evening);
            assert!(
                matches!(CLASS.0, Design::Hybrid | Design::Microservices),
                "{gbit} gigabits of video would pass through the chat's nodes: {} network cards for the picture alone",
                gbit.div_ceil(10)
            );
            t.suspect("splits_what_talks_all_the_time");
            assert_eq!(
                CLASS.0,
                Design::Hybrid,
                "chat, presence and roll-call talk to each other all the time"
            );
            t.suspect("decides_by_taste");
            assert_eq!(CLASS.1, Because::Bandwidth, "which figure puts the media server outside?");
        });
    }
}
