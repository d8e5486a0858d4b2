//! The lab of `etf`, from a pipe: terms with each tag explained, and bytes that lie.

use lab::piped::{in_order, said};

#[test]
fn tags_are_explained_and_lies_refused() {
    let said = said(
        "lab_etf",
        "term {:ok, [1, 2, 3]}\nterm [1, 256]\nhex 83 6a\nhex 83 6c ff ff ff ff 61 01\nhex <<131, 97>>\n",
    );
    in_order(
        &said,
        &[
            "68 02",
            "SMALL_TUPLE_EXT",
            "77 02 6f 6b",
            "STRING_EXT",
            "LIST_EXT",
            "= []",
            "length: 4294967295 (bytes left: 2)",
            "= the bytes end in the middle of a term",
            "here the bytes end",
            "= the bytes end",
        ],
    );
}
