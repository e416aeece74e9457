package io.prepstation.device.balance;

import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The KERN Communications Protocol: MT-SICS on the wire, without what KERN leaves out; see `docs/protocols/kern-kcp.md`.
public final class KernKcp implements BalanceProtocol {

    private final MtSics alike = new MtSics();

    @Override
    public String name() {
        return "kern-kcp";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public int longestFrame() {
        return alike.longestFrame();
    }

    @Override
    public Duration interval() {
        return alike.interval();
    }

    @Override
    public List<BalanceRequest> identify() {
        return alike.identify();
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return alike.weigh();
    }

    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return alike.request(command);
    }

    @Override
    public Optional<BalanceRequest> tareMemory() {
        return alike.tareMemory();
    }

    @Override
    public Optional<BalanceRequest> cancel() {
        return alike.cancel();
    }

    @Override
    public Optional<BalanceRequest> said(String words) {
        return alike.said(words);
    }

    @Override
    public boolean repeats(BalanceRequest request) {
        return alike.repeats(request);
    }

    @Override
    public boolean answers(BalanceRequest request, BalanceReply reply) {
        return alike.answers(request, reply);
    }

    @Override
    public BalanceReply parse(String frame) {
        return alike.parse(frame);
    }
}
