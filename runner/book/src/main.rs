fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let course = workbook::course::Course::load(root).unwrap();
    match workbook_book::build::build(root, &course.into()) { Ok(p) => println!("{}", p.display()), Err(e) => println!("{}", e.line()) }
}
