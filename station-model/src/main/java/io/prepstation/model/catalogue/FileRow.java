package io.prepstation.model.catalogue;

import java.util.Map;

/// A line of a file before anything in it was looked at.
///
/// @param place for people, `line 3`
/// @param texts by the CSV name of their column, in JSON too
record FileRow(String place, Map<String, String> texts) {}
