/// What the hub keeps: one database, one writer, the keys beside it. The only package that speaks SQL.
@NullMarked
package io.prepstation.hub.store;

import org.jspecify.annotations.NullMarked;
