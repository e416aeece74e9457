package io.prepstation.model.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One member of an entity on the wire.
///
/// @param required whether a create must bring it with a value
/// @param derived whether the hub computes it: a create may bring it, an update may not
/// @param target the type it refers to, if it is a reference to one type
/// @param words what it may say, if it is one of a few words
public record WireField(
        String name,
        Kind kind,
        boolean required,
        boolean derived,
        @Nullable EntityType target,
        List<String> words) {

    /// What a value looks like.
    public enum Kind {
        /// Any text.
        TEXT,
        /// One of [WireField#words].
        WORD,
        /// A decimal in grams, as text; zero or more unless it is [#CHANGE].
        MASS,
        /// A decimal in grams that may be negative, as text.
        CHANGE,
        /// A decimal from 0 to 100, as text.
        PERCENT,
        /// A day of the lab's calendar, yyyy-MM-dd.
        DAY,
        /// A whole number of zero or more.
        COUNT,
        /// Epoch milliseconds.
        TIME,
        /// The id of an entity of type [WireField#target].
        REFERENCE,
        /// The id of an entity of the type that the member `entityType` names.
        SUBJECT,
        /// A list of texts.
        TEXTS,
        /// A value that is kept as it is.
        VALUE
    }

    static WireField optional(String name, Kind kind) {
        return new WireField(name, kind, false, false, null, List.of());
    }

    static WireField needed(String name, Kind kind) {
        return new WireField(name, kind, true, false, null, List.of());
    }

    static WireField word(String name, String... words) {
        return new WireField(name, Kind.WORD, true, false, null, List.of(words));
    }

    static WireField reference(String name, EntityType target) {
        return new WireField(name, Kind.REFERENCE, false, false, target, List.of());
    }

    static WireField parent(String name, EntityType target) {
        return new WireField(name, Kind.REFERENCE, true, false, target, List.of());
    }

    static WireField derived(String name, Kind kind, @Nullable EntityType target) {
        return new WireField(name, kind, false, true, target, List.of());
    }
}
