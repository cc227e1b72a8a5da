using System.CommandLine;
using CycleSim.Arrays.Models;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Accounting;
using CycleSim.Terminal.Options;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Commands.Study;

/// <summary>`cyclesim account`: a training step as the source paper counts.</summary>
internal static class AccountCommand
{
    private static readonly Option<string> Network = SharedOptions.Network.WithDefault("vgg16-cifar100");

    private static readonly Option<int> Batch = (SharedOptions.Batch with { Range = TrainingStepLowering.BatchSizes }).WithDefault(512);

    private static readonly Option<string> Memory = CommandOptions.Memory.WithDefault("stt-mram");

    private static readonly Option<string> Capacity = CommandOptions.Capacity.WithDefault("48MiB");

    private static readonly Option<string?> Layers = (CommandOptions.Layers with
    {
        Meaning = "Layers that move data: conv-fc (convolutions and fully connected layers), all",
        ValueForm = "conv-fc|all",
    }).Optional<string?>();

    private static readonly Option<string?> OffChip = Choice(
        "--off-chip", "What folds fetch of a structure that is off-chip: distinct (each word of the footprint once), operands (each "
        + "operand), once (the structure once a product)", "distinct|operands|once");

    private static readonly Option<string?> Dram = Choice(
        "--dram", "An access to the DRAM: word (4 bytes, 5 ns, 12.6 nJ), burst (64 bytes, 5.25 ns, 31.3 nJ)", "word|burst");

    private static readonly Option<string?> OnChip = Choice(
        "--on-chip", "Accesses to the buffers: serial (256 words at a time, one buffer after the other), parallel (side by side), banks "
        + "(those of the machine), none (no time)", "serial|parallel|banks|none");

    private static readonly Option<string?> Properties = Choice(
        "--properties", "Figures of the memory: third (three arrays of a third of the capacity), whole (one array)", "third|whole");

    private static readonly Option<string?> Room = Choice(
        "--room", "Room of structures: third (all of a third for each kind), best (the share of it that moves the minimum), whole (the "
        + "capacity, for all kinds together)", "third|best|whole");

    private static readonly Option<string?> Update = Choice("--update", "Whether the update of weights counts: on, off", "on|off");

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    private enum Switch
    {
        On,
        Off,
    }

    internal static Command Create()
    {
        var command = new Command(
            "account",
            "Count a training step as the source paper counts: accesses times unit costs, no cycles; every reading of what it leaves " +
            "open can be chosen.\nThe defaults are the reading under which its claims fit together.\n\n" +
            "Example: cyclesim account --network vgg16-cifar100 --memory sram --capacity 8MiB --json\n" +
            "Example: cyclesim account --network lenet5-28x28-mnist --memory stt-mram --capacity 1MiB --layers all --dram burst")
        {
            Network, Batch, Memory, Capacity, Layers, OffChip, Dram, OnChip, Properties, Room, Update, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, Json);
        AccountInterpretation reading = ReadingOf(parsed);
        long capacity = OptionValue.Bytes(Capacity.Name, parsed.GetRequiredValue(Capacity));
        string network = parsed.GetRequiredValue(Network);
        if (WorkloadLoader.IsOnnx(network) || network.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new InputException($"{Network.Name} {network}: the account takes shipped networks and .json files");
        var account = new Account(NetworkLoader.Load(network), parsed.GetRequiredValue(Batch), reading);
        Print(account.On(MemoryTechnologyLoader.Load(parsed.GetRequiredValue(Memory)), capacity), output);
        return ExitCode.Done;
    }

    private static AccountInterpretation ReadingOf(ParseResult parsed) => new()
    {
        Layers = CommandOptions.Choice(parsed, Layers, LayerInterpretation.ConvFc),
        OffChip = CommandOptions.Choice(parsed, OffChip, OffChipInterpretation.Distinct),
        Dram = CommandOptions.Choice(parsed, Dram, DramInterpretation.Word),
        OnChip = CommandOptions.Choice(parsed, OnChip, OnChipInterpretation.Serial),
        Properties = CommandOptions.Choice(parsed, Properties, ArrayInterpretation.Third),
        Room = CommandOptions.Choice(parsed, Room, RoomInterpretation.Third),
        Update = CommandOptions.Choice(parsed, Update, Switch.On) == Switch.On,
    };

    private static void Print(AccountResult result, JsonOutput output)
    {
        var results = new ResultList();
        results.Add("dram_bytes", result.DramBytes);
        results.Add("onchip_read_bytes", result.OnChipReadBytes);
        results.Add("onchip_written_bytes", result.OnChipWrittenBytes);
        results.Add("time_s", result.TimeS);
        results.Add("dram_s", result.DramS);
        results.Add("folds_s", result.FoldsS);
        results.Add("onchip_s", result.OnChipS);
        results.Add("energy_j", result.EnergyJ);
        results.Add("leakage_j", result.LeakageJ);
        results.Add("dram_j", result.DramJ);
        results.Add("accesses_j", result.AccessesJ);
        results.Add("macs_j", result.MacsJ);
        results.Print(output);
    }

    private static Option<string?> Choice(string name, string meaning, string form) =>
        new OptionSpec(name, meaning) { ValueForm = form, Since = "0.2" }.Optional<string?>();
}
