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

    private static readonly ChoiceOption<LayerInterpretation> Layers = new OptionSpec(
        "--layers", "Layers that move data").ChoiceWithDefault(
        LayerInterpretation.ConvFc,
        new("conv-fc", LayerInterpretation.ConvFc, "convolutions and fully connected layers"),
        new("all", LayerInterpretation.All));

    private static readonly ChoiceOption<OffChipInterpretation> OffChip = Reading(
        "--off-chip", "What folds fetch of a structure that is off-chip").ChoiceWithDefault(
            OffChipInterpretation.Distinct,
            new("distinct", OffChipInterpretation.Distinct, "each word of the footprint once"),
            new("operands", OffChipInterpretation.Operands, "each operand"),
            new("once", OffChipInterpretation.Once, "the structure once a product"));

    private static readonly ChoiceOption<DramInterpretation> Dram = Reading(
        "--dram", "An access to the DRAM").ChoiceWithDefault(
            DramInterpretation.Word,
            new("word", DramInterpretation.Word, "4 bytes, 5 ns, 12.6 nJ"),
            new("burst", DramInterpretation.Burst, "64 bytes, 5.25 ns, 31.3 nJ"));

    private static readonly ChoiceOption<OnChipInterpretation> OnChip = Reading(
        "--on-chip", "Accesses to the buffers").ChoiceWithDefault(
            OnChipInterpretation.Serial,
            new("serial", OnChipInterpretation.Serial, "256 words at a time, one buffer after the other"),
            new("parallel", OnChipInterpretation.Parallel, "side by side"),
            new("banks", OnChipInterpretation.Banks, "those of the machine"),
            new("none", OnChipInterpretation.None, "no time"));

    private static readonly ChoiceOption<ArrayInterpretation> Properties = Reading(
        "--properties", "Properties of the memory").ChoiceWithDefault(
            ArrayInterpretation.Third,
            new("third", ArrayInterpretation.Third, "three arrays of a third of the capacity"),
            new("whole", ArrayInterpretation.Whole, "one array"));

    private static readonly ChoiceOption<RoomInterpretation> Room = Reading(
        "--room", "Room of structures").ChoiceWithDefault(
            RoomInterpretation.Third,
            new("third", RoomInterpretation.Third, "all of a third for each kind"),
            new("best", RoomInterpretation.Best, "the share of it that moves the minimum"),
            new("whole", RoomInterpretation.Whole, "the capacity, for all kinds together"));

    private static readonly ChoiceOption<bool> Update = Reading(
        "--update", "Whether the update of weights counts").ChoiceWithDefault(true, new("on", true), new("off", false));

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

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
        Layers = Layers.Of(parsed),
        OffChip = OffChip.Of(parsed),
        Dram = Dram.Of(parsed),
        OnChip = OnChip.Of(parsed),
        Properties = Properties.Of(parsed),
        Room = Room.Of(parsed),
        Update = Update.Of(parsed),
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

    private static OptionSpec Reading(string name, string meaning) => new(name, meaning) { Since = "0.2" };
}
