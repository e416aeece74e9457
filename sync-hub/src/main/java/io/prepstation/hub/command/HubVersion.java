package io.prepstation.hub.command;

import picocli.CommandLine.IVersionProvider;

/// The version the program was packaged with.
final class HubVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = HubVersion.class.getPackage().getImplementationVersion();
        return new String[] {"prepstation-hub " + (version == null ? "development" : version)};
    }
}
