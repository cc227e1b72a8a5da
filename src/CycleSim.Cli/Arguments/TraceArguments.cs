using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Terminal.Options;
using CycleSim.Traces;

namespace CycleSim.Cli.Arguments;

/// <summary>Arguments that the trace commands share.</summary>
internal static class TraceArguments
{
    private static readonly Dictionary<string, TraceComponent[]> Components = new()
    {
        ["activation"] = [TraceComponent.Activation],
        ["weight"] = [TraceComponent.Weight],
        ["error"] = [TraceComponent.Error],
        ["dram"] = [TraceComponent.Dram, TraceComponent.Transfers],
        ["array"] = [TraceComponent.Phases, TraceComponent.Folds, TraceComponent.Waits],
        ["commands"] = [TraceComponent.Dram],
        ["transfers"] = [TraceComponent.Transfers],
        ["phases"] = [TraceComponent.Phases],
        ["folds"] = [TraceComponent.Folds],
        ["waits"] = [TraceComponent.Waits],
    };

    /// <summary>What is said of a salvaged trace that has no checkpoints.</summary>
    internal const string UnknownCompletePs = "unknown (recorded by a version without checkpoints)";

    /// <summary>Names of components, for descriptions.</summary>
    internal static string ComponentNames => string.Join(", ", Components.Keys);

    internal static Argument<string> File(string description = "A .cst trace") => new("file") { Description = description };

    /// <summary>What a trace is written as; for what is read, see <see cref="RequestArguments.Format"/>.</summary>
    internal static OptionSpec Format => new("--format", "Format to write")
    {
        Since = "0.2",
    };

    /// <summary>Which records are meant.</summary>
    internal static OptionSpec ComponentList => new("--components", $"Only these components, separated by commas: {ComponentNames}")
    {
        ValueForm = "LIST",
        Since = "0.2",
        FormerNames = [new("--component")],
    };

    /// <summary>Opens a trace by its index.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    internal static TraceFile Open(string path) => Guard(path, () => TraceFile.Open(path));

    /// <summary>Turns what the file system says into a message for the user.</summary>
    internal static T Guard<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{InputFile.NameOf(path)}: there is no such file");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{InputFile.NameOf(path)}: cannot be read: {problem.Message}");
        }
    }

    /// <summary>The window that two times and a list of components ask for.</summary>
    /// <exception cref="InputException">A time or a component is wrong, or the window is empty.</exception>
    internal static TraceWindow Window(string fromOption, string? from, string toOption, string? to, string? components)
    {
        long fromPs = Time(fromOption, from) ?? 0;
        long toPs = Time(toOption, to) ?? long.MaxValue;
        if (toPs <= fromPs)
            throw new InputException($"{toOption} {to ?? "(the end)"}: must be later than {fromOption} {from ?? "0ps"}");
        return new TraceWindow(fromPs, toPs, ComponentsOf("--components", components));
    }

    /// <summary>Reads a time option; null when it is not given.</summary>
    internal static long? Time(string option, string? text)
    {
        try
        {
            return text is null ? null : TimeText.ParsePs(text);
        }
        catch (InputException problem)
        {
            throw new InputException($"{option}: {problem.Message}");
        }
    }

    /// <summary>Reads a list of components; all when it is not given.</summary>
    internal static IReadOnlySet<TraceComponent> ComponentsOf(string option, string? list)
    {
        if (list is null)
            return TraceWindow.All.Components;
        string[] names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in names.DefaultIfEmpty(""))
            if (!Components.ContainsKey(name))
                throw new InputException($"{option}: there is no component \"{name}\"; allowed are {ComponentNames}");
        return names.SelectMany(name => Components[name]).ToHashSet();
    }
}
