using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Text;
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
        "--capacity", "Capacity of the three scratchpads together, e.g. 48MiB or 48M (powers of 1024) or 48MB (powers of 1000)")
    {
        Aliases = ["-c"],
        ValueForm = "CAPACITY",
    };

    /// <summary>The batch size.</summary>
    public static readonly OptionSpec Batch = new(
        "--batch", "Batch size: samples in a training step")
    {
        Aliases = ["-b"],
        ValueForm = "N",
    };

    /// <summary>The smallest capacity of a range.</summary>
    public static readonly OptionSpec FromCapacity = new("--from", "Smallest capacity, e.g. 32KiB") { ValueForm = "CAPACITY" };

    /// <summary>The largest capacity of a range.</summary>
    public static readonly OptionSpec ToCapacity = new("--to", "Largest capacity, e.g. 512MiB") { ValueForm = "CAPACITY" };

    /// <summary>The start of a window of simulated time.</summary>
    public static readonly OptionSpec FromTime = FromCapacity with
    {
        Meaning = "Start of the window in simulated time, e.g. 10us; without it the start of the trace",
        ValueForm = "TIME",
    };

    /// <summary>The end of a window of simulated time.</summary>
    public static readonly OptionSpec ToTime = ToCapacity with
    {
        Meaning = "End of the window in simulated time, e.g. 12.5us; without it the end of the trace",
        ValueForm = "TIME",
    };

    /// <summary>Steps of a range of capacities.</summary>
    public static readonly OptionSpec PerOctave = new("--per-octave", "Capacities in each doubling of the range") { ValueForm = "N" };

    /// <summary>The file that a command writes; <see cref="OutFolder"/> where it writes several.</summary>
    public static readonly OptionSpec Out = new("--out", "File to write")
    {
        Aliases = ["-o"],
        ValueForm = "FILE",
    };

    /// <summary>The picture that a command draws.</summary>
    public static readonly OptionSpec OutPicture = Out with { Meaning = "Picture to write, .png or .svg" };

    /// <summary>The folder of all files that a study or a training writes.</summary>
    public static readonly OptionSpec OutFolder = Out with { Meaning = "Folder for all files that are written", ValueForm = "DIR" };

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
        "--temperature-k", "Temperature instead of that of the model file")
    {
        Unit = "K",
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
    public static readonly OptionSpec MaxSteps = new("--max-steps", "Maximum number of training steps")
    {
        ValueForm = "N",
        Range = NumberRange.AtLeast(1),
    };

    /// <summary>The learning rate of a training.</summary>
    public static readonly OptionSpec LearningRate = new("--learning-rate", "Learning rate of stochastic gradient descent")
    {
        Range = NumberRange.Above(0),
        Aliases = ["--lr"],
        ValueForm = "RATE",
    };

    /// <summary>A picture of the result.</summary>
    public static readonly OptionSpec Plot = new(
        "--plot", "Picture to draw, .png or .svg")
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
        Range = NumberRange.AtLeast(0),
        ValueForm = "N",
    };

    /// <summary>What a failed write leaves.</summary>
    public static readonly OptionSpec ErrorModel = new("--error-model", ErrorModelMeaning(ErrorModelNames.All)) { ValueForm = "NAME" };

    /// <summary>What <see cref="ErrorModel"/> says where certain models can be chosen.</summary>
    /// <param name="models">The models.</param>
    public static string ErrorModelMeaning(IChoices models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return $"What a failed write leaves: {WordList.Join(models.All.Select(model => $"{model.Name} ({model.Meaning})"), "or")}";
    }
}
