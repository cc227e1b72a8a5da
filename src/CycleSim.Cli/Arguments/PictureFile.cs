using System.CommandLine;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Studies.Plots;

namespace CycleSim.Cli.Arguments;

/// <summary>The picture that a command draws.</summary>
internal static class PictureFile
{
    /// <summary>The picture's name, checked before any work is done.</summary>
    /// <exception cref="InputException">It has another ending, or cannot be written.</exception>
    internal static string Of(ParseResult parsed, Option<string> option, params string[] inputs)
    {
        string path = parsed.GetRequiredValue(option);
        PlotFile.CheckName(path);
        OutputFile.Check(path);
        foreach (string input in inputs)
            OutputFile.CheckDistinct(path, input);
        return path;
    }
}
