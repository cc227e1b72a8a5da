using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;

namespace CycleSim.Terminal.Options;

/// <summary>The options that both programs have. Whatever has one of these names means the same everywhere.</summary>
public static class SharedOptions
{
    /// <summary>The environment variable that names the folder with data sets where <see cref="Data"/> is not given.</summary>
    public const string DataVariable = "CYCLESIM_DATA";

    /// <summary>The network of a training step; a command that reads the files of other tools says so.</summary>
    public static readonly OptionSpec Network = new(
        "--network", "Network: a shipped name (see `cyclesim models list`) or a .json file")
    {
        Aliases = ["-n"],
        ValueForm = OptionSpec.NameOrFile,
        Models = ModelKind.Networks,
    };

    /// <summary>The probability that a write fails.</summary>
    public static readonly OptionSpec WriteErrorRate = new("--write-error-rate", "Write error rate: probability that a write fails")
    {
        ValueForm = "RATE",
        FormerNames = [new("--wer")],
    };

    /// <summary>The batch size.</summary>
    public static readonly OptionSpec Batch = new(
        "--batch", "Batch size: samples in a training step")
    {
        Aliases = ["-b"],
        ValueForm = "N",
    };

    /// <summary>The file that a command writes; <see cref="OutFolder"/> where it writes several.</summary>
    public static readonly OptionSpec Out = new("--out", "File to write")
    {
        Aliases = ["-o"],
        ValueForm = "FILE",
    };

    /// <summary>The folder of all files that a study or a training writes.</summary>
    public static readonly OptionSpec OutFolder = Out with { Meaning = "Folder for all files that are written", ValueForm = "DIR" };

    /// <summary>Whether a run continues from what is in <see cref="OutFolder"/>.</summary>
    public static readonly OptionSpec Resume = new("--resume", "Continue from what is in --out");

    /// <summary>The file of tensors that a training records; read by `cyclesim simulate --traffic`.</summary>
    public static readonly OptionSpec RecordTraffic = new(
        "--record-traffic",
        "Record every tensor that chosen steps store, with its toggled bits; for `cyclesim simulate --traffic`")
    {
        ValueForm = "FILE",
    };

    /// <summary>The result as JSON; read with <see cref="JsonOutput"/>.</summary>
    public static readonly OptionSpec Json = new(
        "--json", "Print the result as JSON instead of tables, or with --json=FILE write it to a file beside them")
    {
        ValueForm = "=FILE",
        ValueWhenBare = "-",
    };

    /// <summary>The seed of what is random.</summary>
    public static readonly OptionSpec Seed = new("--seed", "Seed of all random numbers; recorded with the result") { ValueForm = "N" };

    /// <summary>The data set of a training.</summary>
    public static readonly OptionSpec Dataset = new(
        "--dataset", "Data set: mnist, fashion-mnist, cifar-10, cifar-100 or characters (generated sums, no files)")
    {
        Aliases = ["-d"],
        ValueForm = "NAME",
    };

    /// <summary>Where the images of data sets are.</summary>
    public static readonly OptionSpec Data = new(
        "--data",
        $"Folder with the data set's official files, plain or .gz, or with a folder of its name; default: {DataVariable}")
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

    /// <summary>The optimizer of a training step.</summary>
    public static readonly OptionSpec Optimizer = new("--optimizer", "Optimizer") { Since = "0.2" };

    /// <summary>The formats in which weights, gradients and the states of the optimizer are kept.</summary>
    public static readonly OptionSpec MixedPrecision = new("--mixed-precision", "Low-precision weights with fp32 master weights")
    {
        ValueWhenBare = "mixed_bf16",
        Since = "0.2",
    };

    /// <summary>The limit of the images of a test.</summary>
    public static readonly OptionSpec TestImages = new("--test-images", "Number of test images that accuracy is measured on; 0 for none")
    {
        Range = NumberRange.AtLeast(0),
        ValueForm = "N",
    };

    /// <summary>The error correcting code of a memory's words.</summary>
    public static readonly OptionSpec Code = new("--code", "Error correcting code") { ValueForm = "NAME", Since = "0.2" };

    /// <summary>The data bits of a word of <see cref="Code"/>.</summary>
    public static readonly OptionSpec DataBits = new("--data-bits", "Data bits of a word")
    {
        ValueForm = "N",
        Since = "0.2",
        FormerNames = [new("--code-data-bits")],
    };

    /// <summary>Passes over the training data.</summary>
    public static readonly OptionSpec Epochs = new("--epochs", "Epochs: passes over the training images")
    {
        ValueForm = "N",
        Range = new(1, 100_000),
    };

    /// <summary>What a failed write leaves.</summary>
    public static readonly OptionSpec ErrorModel = new("--error-model", "What a failed write leaves");
}
