/// Bytes that nobody sent on purpose, for every parser of bytes from outside: a short form in each build, and the same
/// targets under Jazzer by `scripts/prove fuzz`.
@NullMarked
package io.prepstation.fuzz;

import org.jspecify.annotations.NullMarked;
