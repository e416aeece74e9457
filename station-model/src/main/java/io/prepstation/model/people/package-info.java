/// Who does what: users, roles, signatures.
@NullMarked
package io.prepstation.model.people;

import org.jspecify.annotations.NullMarked;
