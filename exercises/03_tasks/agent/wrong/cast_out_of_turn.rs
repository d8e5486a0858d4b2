// Lets a helper do the waiting: the cast now comes from somebody else, in its own time.
// ANCHOR: cut_cast_stop
me.spawn(move |mut helper| async move {
    let _: Result<(), CallError> = self.ask(&mut helper, Job::new("cast", function)).await;
});
// ANCHOR_END: cut_cast_stop
