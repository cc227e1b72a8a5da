namespace CycleSim.Terminal.Tests;

/// <summary>A Ctrl-C that reaches a program twice counts once, in whatever order the two come.</summary>
public sealed class ReceivedSignalsTests
{
    [Theory]
    [InlineData("S", "-")]
    [InlineData("R", "-")]
    [InlineData("SR", "-t")]
    [InlineData("RS", "-t")]
    [InlineData("SS", "--")]
    [InlineData("RSS", "-t-")]
    [InlineData("SRSR", "-t-t")]
    [InlineData("RR", "-t")]
    public void The_second_form_of_one_signal_is_told_from_a_second_signal(string received, string twins)
    {
        var signals = new ReceivedSignals();
        Assert.Equal(twins, string.Concat(received.Select(signal => signals.IsTwin(isRequest: signal == 'R') ? 't' : '-')));
    }
}
