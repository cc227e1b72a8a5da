using System.CommandLine;

namespace CycleSim.Terminal.Tests;

/// <summary>Runs a program in this process and keeps what it prints.</summary>
internal sealed record TerminalRun(int ExitCode, string Output, string Errors)
{
    internal const string Program = "tool";

    private static readonly Lock Gate = new();

    internal static TerminalRun Of(Func<RootCommand> build, params string[] arguments)
    {
        lock (Gate)
        {
            (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
            var (outputText, errorText) = (new StringWriter(), new StringWriter());
            try
            {
                Console.SetOut(outputText);
                Console.SetError(errorText);
                int code = TerminalProgram.Run(Program, arguments, build);
                return new TerminalRun(code, outputText.ToString(), errorText.ToString());
            }
            finally
            {
                Console.SetOut(output);
                Console.SetError(errors);
            }
        }
    }
}
