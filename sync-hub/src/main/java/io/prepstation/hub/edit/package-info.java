/// What stations edit: pushed operations, conflicts between them, and how those are resolved.
@NullMarked
package io.prepstation.hub.edit;

import org.jspecify.annotations.NullMarked;
