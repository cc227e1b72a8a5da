namespace CycleSim.Kernel;

/// <summary>
/// What an event carries to its handler. The kernel passes it through unread: the handler alone gives the
/// three numbers their meaning, so that one handler can serve several kinds of event without allocating.
/// </summary>
/// <param name="Kind">Which of the handler's own events this is, for example a private constant.</param>
/// <param name="A">First operand, for example an address or an index.</param>
/// <param name="B">Second operand, for example a byte count.</param>
public readonly record struct EventPayload(int Kind, long A = 0, long B = 0);
