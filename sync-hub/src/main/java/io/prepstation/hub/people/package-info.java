/// Who may do what: stations and their enrolment, users.
@NullMarked
package io.prepstation.hub.people;

import org.jspecify.annotations.NullMarked;
