using System.Text;

namespace CycleSim.Cli.Tests;

/// <summary>Runs the command in this process and keeps what it prints.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Errors)
{
    private static readonly Lock Gate = new();

    // Lines of progress depend on how busy the machine is.
    static CliRun() => Environment.SetEnvironmentVariable("CYCLESIM_PROGRESS_SECONDS", "0");

    internal static CliRun Of(params string[] arguments)
    {
        lock (Gate)
        {
            (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
            var outputText = new StringWriter(new StringBuilder());
            var errorText = new StringWriter(new StringBuilder());
            try
            {
                Console.SetOut(outputText);
                Console.SetError(errorText);
                int code = CommandLine.Run(arguments);
                return new CliRun(code, outputText.ToString(), errorText.ToString());
            }
            finally
            {
                Console.SetOut(output);
                Console.SetError(errors);
            }
        }
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyclesim-");

    internal string File(string name) => Path.Combine(_folder.FullName, name);

    internal string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
