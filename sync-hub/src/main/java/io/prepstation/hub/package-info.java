/// The hub as a whole: wires its parts, starts and stops them, administers a data directory.
@NullMarked
package io.prepstation.hub;

import org.jspecify.annotations.NullMarked;
