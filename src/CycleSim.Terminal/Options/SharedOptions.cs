using CycleSim.TrainingRuns;

namespace CycleSim.Terminal.Options;

/// <summary>The options that several commands share. Whatever has one of these names means the same everywhere.</summary>
public static class SharedOptions
{
    private const string NameOrFile = "NAME|FILE";

    /// <summary>The network of a training step.</summary>
    public static readonly OptionSpec Network = new("--network", "Network: a shipped name (see `cyclesim models list`) or a .json file")
    {
        Aliases = ["-n"],
        ValueForm = NameOrFile,
    };

    /// <summary>The accelerator.</summary>
    public static readonly OptionSpec Machine = new("--machine", "Machine: a shipped name or a .json file") { ValueForm = NameOrFile };

    /// <summary>One scratchpad technology.</summary>
    public static readonly OptionSpec Memory = new(
        "--memory", "Scratchpad technology: sram, stt-mram, another shipped name or a .json file")
    {
        Aliases = ["-m"],
        ValueForm = NameOrFile,
    };

    /// <summary>Several scratchpad technologies; read with <see cref="OptionValue.List"/>.</summary>
    public static readonly OptionSpec Memories = new(
        "--memories", "Scratchpad technologies, separated by commas or spaces, each as for --memory; others are compared with the first")
    {
        Aliases = ["-m"],
        ValueForm = "LIST",
    };

    /// <summary>The DRAM part.</summary>
    public static readonly OptionSpec Dram = new("--dram", "DRAM part: a shipped name or a .json file")
    {
        ValueForm = NameOrFile,
        Since = "0.2",
        FormerNames = [new("--part")],
    };

    /// <summary>The magnetic tunnel junction.</summary>
    public static readonly OptionSpec Device = new("--device", "Magnetic tunnel junction: a shipped name, e.g. P55 or T1, or a .json file")
    {
        ValueForm = NameOrFile,
        Since = "0.2",
    };

    /// <summary>The probability that a write fails.</summary>
    public static readonly OptionSpec WriteErrorRate = new("--write-error-rate", "Write error rate: probability that a write fails")
    {
        ValueForm = "RATE",
        FormerNames = [new("--wer")],
    };

    /// <summary>A capacity in bytes; read with <see cref="OptionValue.Bytes"/>.</summary>
    public static readonly OptionSpec Capacity = new(
        "--capacity", "Capacity, e.g. 48MiB or 48M (powers of 1024) or 48MB (powers of 1000); of a machine the sum of its scratchpads")
    {
        Aliases = ["-c"],
        ValueForm = "SIZE",
    };

    /// <summary>The batch size.</summary>
    public static readonly OptionSpec Batch = new(
        "--batch", "Batch size: samples in a training step")
    {
        Aliases = ["-b"],
        ValueForm = "N",
    };

    /// <summary>The start of a range.</summary>
    public static readonly OptionSpec From = new(
        "--from", "Start of the range: a simulated time in a trace, e.g. 10us, else a capacity, e.g. 32KiB")
    {
        ValueForm = "TIME|SIZE",
    };

    /// <summary>The end of a range.</summary>
    public static readonly OptionSpec To = new(
        "--to", "End of the range: a simulated time in a trace, e.g. 12.5us, else a capacity, e.g. 512MiB")
    {
        ValueForm = "TIME|SIZE",
    };

    /// <summary>Steps of a range of capacities.</summary>
    public static readonly OptionSpec PerOctave = new("--per-octave", "Capacities in each doubling of the range") { ValueForm = "N" };

    /// <summary>What a command writes.</summary>
    public static readonly OptionSpec Out = new("--out", "File to write; of studies and trainings the folder for all their files")
    {
        Aliases = ["-o"],
        ValueForm = "PATH",
    };

    /// <summary>The result as JSON; read with <see cref="JsonOutput"/>.</summary>
    public static readonly OptionSpec Json = new(
        "--json", "Print the result as JSON instead of tables, or with --json=FILE write it to a file beside them")
    {
        ValueForm = "=FILE",
        ValueWhenBare = "-",
    };

    /// <summary>The result as CSV.</summary>
    public static readonly OptionSpec Csv = new("--csv", "Print the result as CSV instead of tables");

    /// <summary>The seed of what is random.</summary>
    public static readonly OptionSpec Seed = new("--seed", "Seed of all random numbers; recorded with the result") { ValueForm = "N" };

    /// <summary>A figure of the source paper.</summary>
    public static readonly OptionSpec Figure = new("--figure", "Figure of the source paper to draw, by its number") { ValueForm = "N" };

    /// <summary>A temperature that a model file gives otherwise.</summary>
    public static readonly OptionSpec TemperatureK = new(
        "--temperature-k", "Temperature instead of that of the model file: of the junction of a device, of the transistors of an array")
    {
        Unit = "K",
        ValueForm = "T",
    };

    /// <summary>The data set of a training.</summary>
    public static readonly OptionSpec Dataset = new("--dataset", "Data set: mnist, fashion-mnist, cifar-10 or cifar-100")
    {
        Aliases = ["-d"],
        ValueForm = "NAME",
    };

    /// <summary>Where the images of data sets are.</summary>
    public static readonly OptionSpec Data = new(
        "--data", "Folder with the data set's official files, plain or .gz, or with a folder of its name; default: CYCLESIM_DATA")
    {
        ValueForm = "DIR",
    };

    /// <summary>Whether incomplete data sets will do.</summary>
    public static readonly OptionSpec AllowPartial = new(
        "--allow-partial", "Train although files of the data set are missing or shorter than the official ones");

    /// <summary>The limit of the steps of a training.</summary>
    public static readonly OptionSpec MaxSteps = new("--max-steps", "Maximum number of training steps") { ValueForm = "N" };

    /// <summary>The learning rate of a training.</summary>
    public static readonly OptionSpec LearningRate = new("--learning-rate", "Learning rate of stochastic gradient descent")
    {
        Aliases = ["--lr"],
        ValueForm = "RATE",
    };

    /// <summary>A picture of the result.</summary>
    public static readonly OptionSpec Plot = new(
        "--plot", "Picture to draw, .png or .svg: of a trajectory mz over time, of trainings accuracy over steps")
    {
        ValueForm = "FILE",
    };

    /// <summary>Whether arrays compare before they write.</summary>
    public static readonly OptionSpec CompareBeforeWrite = new(
        "--compare-before-write",
        "The arrays read first and write only bits that differ; counts in the energy of the step, not in its time");

    /// <summary>The limit of the images of a test.</summary>
    public static readonly OptionSpec TestImages = new("--test-images", "Number of test images that accuracy is measured on; 0 for none")
    {
        ValueForm = "N",
    };

    /// <summary>What a failed write leaves.</summary>
    public static readonly OptionSpec ErrorModel = new(
        "--error-model",
        $"What a failed write leaves: {Choice.NameOf(TrainingRuns.ErrorModel.StuckAtOld)} (the former bit) or " +
            $"{Choice.NameOf(TrainingRuns.ErrorModel.Flip)} (the opposite bit)")
    {
        ValueForm = "NAME",
    };
}
