using System.CommandLine;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Terminal.Options;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Cli.Arguments;

/// <summary>
/// The options that several commands of `cyclesim` share, beside those of <see cref="SharedOptions"/>. Whatever has one of these names
/// means the same everywhere.
/// </summary>
internal static class CommandOptions
{
    /// <summary>What decides which access comes next: of a DRAM controller, or of a DMA channel.</summary>
    internal static readonly OptionSpec Policy = new("--policy", "What comes next among accesses") { ValueForm = "NAME" };

    /// <summary>A network that is only lowered, which may be a file of another tool.</summary>
    internal static readonly OptionSpec Network = SharedOptions.Network with
    {
        Meaning = "Network: a shipped name (see `cyclesim models list`), or a .json, .onnx or .csv file (SCALE-Sim topology)",
    };

    /// <summary>The accelerator.</summary>
    internal static readonly OptionSpec Machine = new("--machine", "Machine: a shipped name or a .json file")
    {
        ValueForm = OptionSpec.NameOrFile,
        Models = ModelKind.Machines,
    };

    /// <summary>One scratchpad technology.</summary>
    internal static readonly OptionSpec Memory = new(
        "--memory", "Scratchpad technology: sram, stt-mram, another shipped name or a .json file")
    {
        Aliases = ["-m"],
        ValueForm = OptionSpec.NameOrFile,
        Models = ModelKind.Memories,
    };

    /// <summary>Several scratchpad technologies; read with <see cref="OptionValue.List"/>.</summary>
    internal static readonly OptionSpec Memories = new(
        "--memories", "Scratchpad technologies, separated by commas or spaces, each as for --memory")
    {
        Aliases = ["-m"],
        ValueForm = "LIST",
        Models = ModelKind.Memories,
    };

    /// <summary>The default of <see cref="Memories"/>: one item, so that the help shows it as it is typed.</summary>
    internal static readonly string[] DefaultMemories = ["sram,stt-mram"];

    /// <summary>The DRAM part.</summary>
    internal static readonly OptionSpec Dram = new("--dram", "DRAM part: a shipped name, a .json file or a DRAMsim3 configuration (.ini)")
    {
        ValueForm = OptionSpec.NameOrFile,
        Models = ModelKind.Dram,
        Since = "0.2",
        FormerNames = [new("--part")],
    };

    /// <summary>The magnetic tunnel junction.</summary>
    internal static readonly OptionSpec Device = new(
        "--device", "Magnetic tunnel junction: a shipped name, e.g. P55 or T1, or a .json file")
    {
        ValueForm = OptionSpec.NameOrFile,
        Models = ModelKind.Devices,
        Since = "0.2",
    };

    /// <summary>How the cells of a memory differ.</summary>
    internal static readonly OptionSpec Variation = new(
        "--variation", "How the cells differ: typical or pessimistic (both assumptions), none, or a .json file")
    {
        ValueForm = OptionSpec.NameOrFile,
        Models = ModelKind.Variations,
        Since = "0.2",
    };

    /// <summary>What a search makes as small as possible.</summary>
    internal static readonly OptionSpec Objective = new("--objective", "What is made as small as possible");

    /// <summary>A capacity in bytes; read with <see cref="OptionValue.Bytes"/>.</summary>
    internal static readonly OptionSpec Capacity = new(
        "--capacity", "Capacity of the three scratchpads together, e.g. 48MiB or 48M (powers of 1024) or 48MB (powers of 1000)")
    {
        Aliases = ["-c"],
        ValueForm = "CAPACITY",
    };

    /// <summary>The smallest capacity of a range.</summary>
    internal static readonly OptionSpec FromCapacity = new("--from", "Smallest capacity, e.g. 32KiB") { ValueForm = "CAPACITY" };

    /// <summary>The largest capacity of a range.</summary>
    internal static readonly OptionSpec ToCapacity = new("--to", "Largest capacity, e.g. 512MiB") { ValueForm = "CAPACITY" };

    /// <summary>The start of a window of simulated time.</summary>
    internal static readonly OptionSpec FromTime = FromCapacity with
    {
        Meaning = "Start of the window in simulated time, e.g. 10us; without it the start of the trace",
        ValueForm = "TIME",
    };

    /// <summary>The end of a window of simulated time.</summary>
    internal static readonly OptionSpec ToTime = ToCapacity with
    {
        Meaning = "End of the window in simulated time, e.g. 12.5us; without it the end of the trace",
        ValueForm = "TIME",
    };

    /// <summary>Steps of a range of capacities.</summary>
    internal static readonly OptionSpec PerOctave = new("--per-octave", "Capacities in each doubling of the range") { ValueForm = "N" };

    /// <summary>The picture that a command draws.</summary>
    internal static readonly OptionSpec OutPicture = SharedOptions.Out with { Meaning = "Picture to write, .png or .svg" };

    /// <summary>The result as CSV.</summary>
    internal static readonly OptionSpec Csv = new("--csv", "Print the result as CSV instead of tables");

    /// <summary>A figure of the source paper.</summary>
    internal static readonly OptionSpec Figure = new("--figure", "Figure of the source paper to draw");

    /// <summary>A temperature that a model file gives otherwise.</summary>
    internal static readonly OptionSpec TemperatureK = new(
        "--temperature-k", "Temperature instead of that of the model file")
    {
        Unit = "K",
    };

    /// <summary>A picture of the result.</summary>
    internal static readonly OptionSpec Plot = new(
        "--plot", "Picture to draw, .png or .svg")
    {
        ValueForm = "FILE",
    };

    /// <summary>The optimizer of a training step.</summary>
    internal static readonly ChoiceOption<IOptimizer> Optimizer =
        SharedOptions.Optimizer.NamedChoice(() => OptimizerKinds.All.All, OptimizerKinds.Sgd.Name);

    /// <summary>In which formats weights, gradients and the states of the optimizer are kept.</summary>
    internal static readonly ChoiceOption<MixedPrecision> Precision =
        SharedOptions.MixedPrecision.NamedChoice(() => MixedPrecisions.All.All, MixedPrecisions.Fp32.Name);

    /// <summary>The update that <see cref="Optimizer"/> and <see cref="Precision"/> choose.</summary>
    /// <exception cref="InputException">There is no such optimizer or precision.</exception>
    internal static ParameterUpdate UpdateOf(ParseResult parsed) => new(Optimizer.Of(parsed), Precision.Of(parsed));

    /// <summary>All tables.</summary>
    internal static readonly OptionSpec Details = new("--details", "Print more tables behind the summary")
    {
        Since = "0.2",
    };

    /// <summary>Nothing is skipped.</summary>
    internal static readonly OptionSpec NoFastForward = new(
        "--no-fast-forward",
        "Simulate every access and every DRAM event in detail instead of skipping what repeats: the same result, slower");

    /// <summary>Whether arrays compare before they write.</summary>
    internal static readonly OptionSpec CompareBeforeWrite = new(
        "--compare-before-write",
        "The arrays read first and write only bits that differ; counts in the energy of the step, not in its time");
}
