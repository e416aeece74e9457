/// Measurements against a floor or a peer, each in one run; nothing here is shipped.
@NullMarked
package io.prepstation.benchmark;

import org.jspecify.annotations.NullMarked;
