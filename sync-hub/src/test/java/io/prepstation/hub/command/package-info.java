/// The command line, run in this process.
@NullMarked
package io.prepstation.hub.command;

import org.jspecify.annotations.NullMarked;
