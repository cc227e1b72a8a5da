using System.CommandLine;
using CycleSim.Platform;
using CycleSim.Terminal.Options;
using CycleSim.Training.Data;

namespace CycleSim.Training.Commands;

/// <summary>The options that say which images there are.</summary>
internal static class DataOptions
{
    private static readonly Option<string> Name = SharedOptions.Dataset.WithDefault("mnist");

    private static readonly Option<string?> Folder = SharedOptions.Data.Optional<string?>();

    private static readonly Option<bool> AllowPartial = SharedOptions.AllowPartial.Optional<bool>();

    internal static IEnumerable<Option> All => [Name, Folder, AllowPartial];

    /// <summary>The data set that is asked for.</summary>
    /// <exception cref="InputException">There is none of this name.</exception>
    internal static DatasetSpec Spec(ParseResult parsed) => DatasetSpec.Find(parsed.GetRequiredValue(Name));

    /// <summary>The folder in which its files are looked for.</summary>
    /// <exception cref="InputException">Neither option nor environment names one.</exception>
    internal static string FolderOf(ParseResult parsed)
    {
        if (Spec(parsed).IsText)
            return "";
        string? folder = parsed.GetValue(Folder) ?? Environment.GetEnvironmentVariable(SharedOptions.DataVariable);
        return string.IsNullOrWhiteSpace(folder)
            ? throw new InputException(
                $"--data DIR or {SharedOptions.DataVariable} must name the folder with the data sets; tools/get-datasets fetches them")
            : folder;
    }

    /// <summary>Reads the images.</summary>
    /// <exception cref="InputException">A file is missing, short or damaged.</exception>
    internal static Dataset Load(ParseResult parsed, DatasetCache datasets, DatasetSpec spec, string folder) =>
        datasets.Load(spec, folder, parsed.GetValue(AllowPartial));
}
