using System.Globalization;
using System.Text;

namespace CycleSim.Terminal;

/// <summary>Messages as a terminal can show them, whatever they quote of a file: without control characters, and not too long.</summary>
internal static class MessageText
{
    private const int MaxLength = 8000;

    /// <summary>The text of a message; a long one keeps its start and its end, which say where and what is allowed.</summary>
    internal static string Of(string message)
    {
        if (message.Length > MaxLength)
        {
            int left = message.Length - MaxLength;
            message = $"{message[..(MaxLength / 2)]} ... ({left} characters) ... {message[^(MaxLength / 2)..]}";
        }

        var text = new StringBuilder(message.Length);
        foreach (char letter in message)
        {
            if (char.IsControl(letter) && letter is not ('\n' or '\t'))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                text.Append(letter);
        }

        return text.ToString();
    }
}
