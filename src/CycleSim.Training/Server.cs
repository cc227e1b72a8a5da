using System.Collections.Concurrent;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Training.Commands;
using CycleSim.TrainingRuns;

namespace CycleSim.Training;

/// <summary>
/// `cyclesim-train serve`: runs command lines one after the other for another program, so that libtorch and images are loaded once. Each
/// line of standard input is a command line, answered by a line as <see cref="TrainingAnswer"/> says. The end of the input ends it,
/// and stops a run that is under way with a checkpoint.
/// </summary>
internal sealed class Server
{
    private const int StopIntervalMs = 50;

    private readonly TextWriter _answers;
    private readonly DatasetCache _datasets = new();
    private readonly BlockingCollection<string> _requests = [];
    private volatile bool _isOver;

    private Server(TextWriter answers) => _answers = answers;

    /// <summary>Answers until the input ends.</summary>
    /// <param name="requests">Command lines.</param>
    /// <param name="answers">Gets what they came to.</param>
    /// <returns>Exit code.</returns>
    internal static int Run(TextReader requests, TextWriter answers)
    {
        var server = new Server(answers);
        new Thread(() => server.Listen(requests)) { IsBackground = true }.Start();
        foreach (string request in server._requests.GetConsumingEnumerable())
            server.Answer(request);
        server._isOver = true;
        return ExitCode.Done;
    }

    // Also while a run is under way: whoever asked for it may be gone.
    private void Listen(TextReader requests)
    {
        while (requests.ReadLine() is { } request)
            _requests.Add(request);
        _requests.CompleteAdding();
        // A run that is being prepared cannot be stopped yet; one that was asked to stop does not mind to be asked again.
        for (; !_isOver; Thread.Sleep(StopIntervalMs))
            Interrupts.RequestStop();
    }

    private void Answer(string request)
    {
        (TextWriter output, TextWriter errorOutput) = (Console.Out, Console.Error);
        using var outputText = new StringWriter();
        using var errorOutputText = new StringWriter();
        int code;
        try
        {
            Console.SetOut(outputText);
            Console.SetError(errorOutputText);
            code = CommandLine.Run(TrainingAnswer.Arguments(request), _datasets);
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errorOutput);
        }

        _answers.WriteLine(new TrainingAnswer(code, outputText.ToString(), errorOutputText.ToString()).ToLine());
        _answers.Flush();
    }
}
