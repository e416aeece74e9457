package io.prepstation.hub;

/// Who may sign in to a new hub; the password is nowhere else.
///
/// @param password good for 24 hours, to be changed at the first sign-in
public record FirstAdministrator(String userId, String password) {}
