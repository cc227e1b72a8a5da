using CycleSim.Platform.Processes;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Accuracy;

/// <summary>
/// Finds the program `cyclesim-train`. It is built and installed by itself, because the training library is far larger than all else.
/// </summary>
public static class TrainingProgram
{
    /// <summary>The environment variable that names its file.</summary>
    public const string Variable = "CYCLESIM_TRAIN";

    private const string Solution = "CycleSim.sln";
    private const string ToolStore = ".store";
    private const string Project = "src/CycleSim.Training";

    /// <summary>Why nothing can be trained; null if the program is there.</summary>
    public static string? WhyMissing => Find() is null ? Missing(Environment.GetEnvironmentVariable(Variable)) : null;

    /// <summary>Starts the program.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="answers">Whether it is there to be asked; otherwise it has the standard streams of this program.</param>
    /// <exception cref="ChildProgramException">It is missing, or cannot be started.</exception>
    public static ChildProgram Start(IEnumerable<string> arguments, bool answers) => ChildProgram.Start(
        Find() ?? throw new ChildProgramException(Missing(Environment.GetEnvironmentVariable(Variable))), arguments, answers);

    /// <summary>The program's file; null if it is missing.</summary>
    /// <param name="named">The file that the user names, which counts alone; null for none.</param>
    /// <param name="home">The folder of this program.</param>
    /// <param name="path">The folders in which programs are looked for, as in the environment variable PATH.</param>
    internal static string? Find(string? named, string home, string? path)
    {
        if (!string.IsNullOrEmpty(named))
            return File.Exists(named) ? Path.GetFullPath(named) : null;
        IEnumerable<string> onPath = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new[] { home, ToolFolder(home), BuildFolder(home) }.OfType<string>().Concat(onPath)
            .Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
    }

    private static string FileName => OperatingSystem.IsWindows() ? TrainingCommands.Program + ".exe" : TrainingCommands.Program;

    private static string? Find() => Find(
        Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, Environment.GetEnvironmentVariable("PATH"));

    private static string Missing(string? named)
    {
        const string build = $"`dotnet tool install --global {TrainingCommands.Program}` installs it, and in a checkout "
            + $"`dotnet build -c Release {Project}` builds it";
        return string.IsNullOrEmpty(named)
            ? $"training needs the program {TrainingCommands.Program}, which is not here; {build}, and {Variable} may name its file"
            : $"training needs the program {TrainingCommands.Program}, and {Variable} names {named}, which is not there; {build}";
    }

    // Tools are installed into the folder .store of the one that has their commands.
    private static string? ToolFolder(string home)
    {
        DirectoryInfo? store = new(home);
        while (store is not null && store.Name != ToolStore)
            store = store.Parent;
        return store?.Parent?.FullName;
    }

    // In a source checkout everything is built into bin/<configuration>/<framework> of its project.
    private static string? BuildFolder(string home)
    {
        DirectoryInfo framework = new(Path.TrimEndingDirectorySeparator(home));
        DirectoryInfo? root = framework;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, Solution)))
            root = root.Parent;
        return root is null || framework.Parent is not { } configuration
            ? null
            : Path.Combine(root.FullName, Project, "bin", configuration.Name, framework.Name);
    }
}
