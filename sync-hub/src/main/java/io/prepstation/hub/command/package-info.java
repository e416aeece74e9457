/// The hub's command line.
@NullMarked
package io.prepstation.hub.command;

import org.jspecify.annotations.NullMarked;
