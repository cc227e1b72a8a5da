namespace CycleSim.Cli;

/// <summary>Turns the first Ctrl-C into a request to stop soon and leave whole files; a second one ends the program.</summary>
internal sealed class InterruptToken : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    internal InterruptToken() => Console.CancelKeyPress += OnCancel;

    internal CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancel;
        _source.Dispose();
    }

    private void OnCancel(object? sender, ConsoleCancelEventArgs pressed)
    {
        if (_source.IsCancellationRequested)
            return;
        pressed.Cancel = true;
        _source.Cancel();
    }
}
