/// The `station` command line: one class a command, all reading the same configuration and data directory.
@NullMarked
package io.prepstation.kiosk.command;

import org.jspecify.annotations.NullMarked;
