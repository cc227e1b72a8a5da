using System.Security.Cryptography;
using System.Text;

namespace CycleSim.Studies.Identity;

/// <summary>Short ids of texts, for names of files and folders: equal for equal texts alone.</summary>
internal static class ContentId
{
    private const int Characters = 16;

    /// <summary>The start of the text's SHA-256, in hexadecimal.</summary>
    /// <param name="text">Everything that decides a result.</param>
    internal static string Of(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Characters];
}
