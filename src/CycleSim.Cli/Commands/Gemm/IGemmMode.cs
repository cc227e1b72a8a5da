using System.CommandLine;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>One of the questions that `cyclesim gemm` answers.</summary>
internal interface IGemmMode
{
    /// <summary>The option that asks the question.</summary>
    public Option Switch { get; }

    /// <summary>Whether it is asked.</summary>
    public bool IsChosen(ParseResult parsed);

    /// <summary>An example, as it is typed.</summary>
    public string Example { get; }

    /// <summary>The options that it uses, without <see cref="Switch"/>; others that are given are refused.</summary>
    public IEnumerable<Option> Options { get; }

    /// <summary>Answers it; returns the exit code.</summary>
    public int Run(ParseResult parsed);
}
