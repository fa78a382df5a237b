//! Named values that are sent together: fields of a response, parameters of a page, elements, attributes.

use std::ops::Index;
use std::rc::Rc;

use super::{Choice, Enum, Head, Type};
use crate::roles::Role;

/// Named values that are sent together, in the documented order.
#[derive(Debug)]
pub struct Group<X = ()> {
    members: Vec<Member<X>>,
}

/// A member of one group, which is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberId(usize);

/// A named value; `X` is what only some groups know about it.
#[derive(Debug)]
pub struct Member<X = ()> {
    /// The name; its Rust name is a variant.
    pub head: Head,
    /// The Rust field and method.
    pub accessor: String,
    /// The type of the value.
    pub value: Type,
    /// Says if it must be there.
    pub presence: Presence,
    /// The member that it depends on, and the value that this must have.
    pub when: Option<Condition>,
    /// Its meaning to the code of this project.
    pub role: Option<&'static Role>,
    /// The facts that only this kind of group knows.
    pub extra: X,
}

/// Says if a value must be there, while its condition holds.
#[derive(Debug, Clone)]
pub enum Presence {
    /// It must.
    Required,
    /// It must, but its text may be empty where the value is unknown.
    Nullable,
    /// It need not.
    Optional,
    /// It need not, and then means this value.
    Defaults(Choice),
}

impl Presence {
    /// Returns `true` if there may be no value to send.
    pub fn is_optional(&self) -> bool {
        matches!(self, Self::Nullable | Self::Optional)
    }

    /// Returns `true` if something must be sent.
    pub fn is_required(&self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}

/// A member is sent only while another has a value.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The other member, whose type is the enum of the value and which has no condition itself.
    pub on: MemberId,
    /// The value.
    pub value: Choice,
}

/// A member that others depend on, with these: in Rust they are one type.
#[derive(Debug)]
pub struct Fold<'m, X> {
    /// The member.
    pub id: MemberId,
    /// The member.
    pub on: &'m Member<X>,
    /// Its type.
    pub definition: &'m Rc<Enum>,
    /// The dependent members, each with the value that it comes with, in the documented order.
    pub dependents: Vec<(MemberId, &'m Member<X>, &'m Choice)>,
}

impl<X> Fold<'_, X> {
    /// Returns `true` if values are small and hold no secret, so that they are copied.
    pub fn is_copy(&self) -> bool {
        self.dependents.iter().all(|(_, dependent, _)| dependent.value.is_copy())
    }

    /// Returns `true` if the member can be sent without those that depend on it.
    pub fn can_stand_alone(&self) -> bool {
        self.dependents.iter().all(|(_, dependent, _)| dependent.presence.is_optional())
    }
}

impl<X> Group<X> {
    /// A group of these members. An id is the position of its member.
    pub fn new(members: Vec<Member<X>>) -> Self {
        Self { members }
    }

    /// The ids of a group with so many members.
    pub fn ids(count: usize) -> impl Iterator<Item = MemberId> {
        (0..count).map(MemberId)
    }

    /// The members in the documented order.
    pub fn members(&self) -> impl Iterator<Item = &Member<X>> {
        self.members.iter()
    }

    /// The members with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (MemberId, &Member<X>)> {
        self.members.iter().enumerate().map(|(index, member)| (MemberId(index), member))
    }

    /// The members that depend on no other.
    pub fn standing(&self) -> impl Iterator<Item = (MemberId, &Member<X>)> {
        self.iter().filter(|(_, member)| member.when.is_none())
    }

    /// A member with those that depend on it, if there are any.
    pub fn fold(&self, id: MemberId) -> Option<Fold<'_, X>> {
        let dependents = self.iter().filter_map(|(dependent, member)| {
            let condition = member.when.as_ref().filter(|condition| condition.on == id)?;
            Some((dependent, member, &condition.value))
        });
        let dependents: Vec<_> = dependents.collect();
        let definition = dependents.first()?.2.of();
        Some(Fold { id, on: &self[id], definition, dependents })
    }

    /// The members that others depend on.
    pub fn folds(&self) -> impl Iterator<Item = Fold<'_, X>> {
        self.iter().filter_map(|(id, _)| self.fold(id))
    }

    /// The name and the value that a member depends on.
    pub fn condition<'g>(&'g self, member: &'g Member<X>) -> Option<(&'g str, &'g str)> {
        let condition = member.when.as_ref()?;
        Some((&self[condition.on].head.name, &condition.value.head.name))
    }

    /// The member with a role, if it is always sent: if it is required, alone, and `everywhere` that it has to
    /// be.
    pub fn always(&self, role: &Role, everywhere: impl Fn(&Member<X>) -> bool) -> Option<&Member<X>> {
        let (_, member) = self.with_role(role.name)?;
        let is_always = member.when.is_none() && matches!(member.presence, Presence::Required);
        Some(member).filter(|member| is_always && everywhere(member))
    }

    /// The member with a role.
    pub fn with_role(&self, name: &str) -> Option<(MemberId, &Member<X>)> {
        self.iter().find(|(_, member)| member.role.is_some_and(|role| role.name == name))
    }
}

impl MemberId {
    /// The position of the member in its group.
    pub fn position(self) -> usize {
        self.0
    }
}

impl<X> Index<MemberId> for Group<X> {
    type Output = Member<X>;

    fn index(&self, id: MemberId) -> &Member<X> {
        &self.members[id.0]
    }
}
