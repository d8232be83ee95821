package dev.outpost.cli;

import java.util.List;

/** Every command, in the order that the help shows. */
final class Commands {
    private Commands() {}

    static List<Object> all(Frame frame) {
        return List.of(
                new DemoCommand(frame),
                new InitCommand(frame),
                new FindCommand(frame),
                new ProbeCommand(frame),
                new DoctorCommand(frame),
                new SignalCommand(frame),
                new InspectCommand(frame),
                new PlanCommand(frame),
                new ApplyCommand(frame),
                new VerifyCommand(frame),
                new ReplaceCommand(frame),
                new RetireCommand(frame),
                new BatchCommand(frame),
                new BundleCommand(frame),
                new LedgerCommand(frame),
                new ProfilesCommand(frame),
                new CompletionCommand(frame),
                new VersionCommand(frame));
    }
}
