/// The order in which everything happened at the hub, and places in it.
@NullMarked
package io.prepstation.hub.feed;

import org.jspecify.annotations.NullMarked;
