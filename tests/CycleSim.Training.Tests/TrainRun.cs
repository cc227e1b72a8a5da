using System.Collections.Concurrent;

namespace CycleSim.Training.Tests;

/// <summary>Runs the program in this process and keeps what it prints.</summary>
internal sealed record TrainRun(int ExitCode, string Output, string Errors)
{
    private static readonly Lock Gate = new();

    internal static TrainRun Of(params string[] arguments)
    {
        lock (Gate)
        {
            (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
            var (outputText, errorText) = (new StringWriter(), new StringWriter());
            try
            {
                Console.SetOut(outputText);
                Console.SetError(errorText);
                int code = CommandLine.Run(arguments);
                return new TrainRun(code, outputText.ToString(), errorText.ToString());
            }
            finally
            {
                Console.SetOut(output);
                Console.SetError(errors);
            }
        }
    }

    /// <summary>Answers requests as the server does; the next comes when the one before is answered.</summary>
    internal static string[] Serve(params string[] requests)
    {
        lock (Gate)
        {
            var client = new Client(requests, endsBefore: () => false);
            Assert.Equal(0, Server.Run(client, client.Answers));
            return client.Answers.Lines;
        }
    }

    /// <summary>Leaves the server alone with a request once something is so.</summary>
    internal static string[] Leave(string request, Func<bool> isSo)
    {
        lock (Gate)
        {
            var client = new Client([request], isSo);
            Assert.Equal(0, Server.Run(client, client.Answers));
            return client.Answers.Lines;
        }
    }

    private sealed class Client(string[] requests, Func<bool> endsBefore) : TextReader
    {
        private int _asked;

        internal AnswerList Answers { get; } = new();

        public override string? ReadLine()
        {
            while (Answers.Lines.Length < _asked && !endsBefore())
                Thread.Sleep(1);
            return _asked < requests.Length ? requests[_asked++] : null;
        }
    }

    private sealed class AnswerList : StringWriter
    {
        private readonly ConcurrentQueue<string> _lines = new();

        internal string[] Lines => [.. _lines];

        public override void WriteLine(string? value) => _lines.Enqueue(value!);
    }
}
