package io.prepstation.model.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.people.Permission;
import io.prepstation.model.sync.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All there is to know about an entity type: what the station's store, its checks and sync are driven by (STO-4).
///
/// @param word the type on the wire, also the name of its table
/// @param fields beside id, lab, version and times, which every type has
/// @param indexes each the fields, or `labId` and `updatedAt`, by which rows are looked up or sorted; beside them every table
///     has its id, and those that are not in step with the hub
/// @param live what becomes of changes that others made
/// @param rule a check over several fields, after each field was found to fit; empty if nothing is wrong
public record EntityDescriptor(
        String word,
        List<EntityField> fields,
        List<Relation> relations,
        Keys keys,
        Writing writing,
        Conflicts conflicts,
        List<List<String>> indexes,
        Live live,
        Rule rule) {

    /// What a station does with changes of this type that others made.
    public enum Live {
        /// It takes them as they come, and screens that follow the table show them.
        FOLLOWED,
        /// It leaves them: it has its own, and no use for those of others.
        OWN
    }

    /// @param natural the fields that no two living entities of a lab share; empty if there are none
    public record Keys(KeyKind kind, List<String> natural) {
        public Keys {
            natural = List.copyOf(natural);
        }
    }

    /// @param permission what a person needs to write it at a station
    /// @param appendOnly whether it is never changed nor deleted once made
    /// @param derived fields that may be given at creation and are the hub's to change
    public record Writing(Permission permission, boolean appendOnly, Set<String> derived) {
        public Writing {
            derived = Set.copyOf(derived);
        }
    }

    /// @param strategy used unless a person chooses another
    /// @param together fields that only make sense with each other, and are taken from one side
    public record Conflicts(Resolution strategy, List<Set<String>> together) {
        public Conflicts {
            together = together.stream().map(Set::copyOf).toList();
        }
    }

    /// Looks at whole entities.
    @FunctionalInterface
    public interface Rule {
        Optional<String> fault(ObjectNode fields);
    }

    public EntityDescriptor {
        fields = List.copyOf(fields);
        relations = List.copyOf(relations);
        indexes = indexes.stream().map(List::copyOf).toList();
    }

    /// What is wrong with a whole entity, in a sentence; empty if nothing is.
    public Optional<String> fault(ObjectNode entity) {
        return fields.stream()
                .flatMap(field -> field.fault(entity.path(field.name())).stream())
                .findFirst()
                .or(() -> rule.fault(entity));
    }

    /// Whether a station takes what others make of it.
    public boolean isFollowed() {
        return live == Live.FOLLOWED;
    }

    public Optional<EntityField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// What an entity with these fields refers to.
    public List<Relation.Reference> references(ObjectNode entity) {
        return relations.stream().flatMap(relation -> relation.in(entity).stream()).toList();
    }
}
