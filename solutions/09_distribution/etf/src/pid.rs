//! Pids and references on the wire: a number counts only together with its node.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use process::Pid;
use term::{Reference, Term};

use crate::encode::Writer;
use crate::error::DecodeError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tag;

impl Writer<'_> {
    pub fn pid(&mut self, pid: Pid) {
        self.bytes.push(tag::NEW_PID);
        // ANCHOR: cut_pids
        let node = Node::of_number(pid.node(), self.own);
        self.atom(node.name);
        for number in [pid.id(), pid.serial(), node.creation] {
            self.bytes.extend(number.to_be_bytes());
        }
        // ANCHOR_END: cut_pids => // TODO: the name of its node, its id, its serial, and which life of the node that is
        // ANCHOR_END: cut_pids => let _ = (pid, Node::of_number);
        // ANCHOR_END: cut_pids => todo!("pids: a name that holds on every node")
    }

    pub fn reference(&mut self, reference: &Reference) {
        let node = Node::of_number(reference.node(), self.own);
        let words = reference.words();
        self.bytes.push(tag::NEWER_REFERENCE);
        self.bytes.extend(u16::try_from(words.len()).expect("a reference has few words").to_be_bytes());
        self.atom(node.name);
        self.bytes.extend(node.creation.to_be_bytes());
        self.bytes.extend(words.iter().flat_map(|word| word.to_be_bytes()));
    }
}

impl Reader<'_> {
    pub fn pid(&mut self, new: bool) -> Result<Term, DecodeError> {
        let name = self.name()?;
        let (id, serial) = (self.word()?, self.word()?);
        let node = Node { name, creation: self.creation(new)? };
        // ANCHOR: cut_pids
        Ok(Term::Pid(Pid::of_node(node.known(self.own)?, id, serial)))
        // ANCHOR_END: cut_pids => // TODO: `id` and `serial` on that node, as `self.own` knows it
        // ANCHOR_END: cut_pids => let _ = (node, id, serial, Pid::of_node);
        // ANCHOR_END: cut_pids => todo!("pids: whose process is that?")
    }

    pub fn reference(&mut self, new: bool) -> Result<Term, DecodeError> {
        let len = usize::from(u16::from_be_bytes(self.array()?));
        let name = self.name()?;
        let creation = self.creation(new)?;
        let words = (0..len).map(|_| self.word()).collect::<Result<Vec<u32>, _>>()?;
        let number = Node { name, creation }.known(self.own)?;
        let reference = Reference::of_node(number, &words);
        reference.map(Term::Reference).ok_or(DecodeError::Malformed("a reference has one to five words"))
    }

    /// Which life of a node: four bytes now, one before OTP 23.
    fn creation(&mut self, new: bool) -> Result<u32, DecodeError> {
        if new { self.word() } else { self.byte().map(u32::from) }
    }
}
