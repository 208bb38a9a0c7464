"""What is told of cloud models, keys and the offline lock: see ``sentences``."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

ABOUT_CLOUDS = (
    QT_TRANSLATE_NOOP("Sentences", "%1 answered with %2; nothing of it was kept."),
    QT_TRANSLATE_NOOP("Sentences", "%1 answered with a web page instead of vectors."),
    QT_TRANSLATE_NOOP("Sentences", "%1 answered with vectors that cancel each other out."),
    QT_TRANSLATE_NOOP("Sentences", "%1 answers in a form not asked for."),
    QT_TRANSLATE_NOOP("Sentences", "%1 cannot be reached."),
    QT_TRANSLATE_NOOP("Sentences", "%1 does not accept the key, or not for this model (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "%1 does not answer."),
    QT_TRANSLATE_NOOP("Sentences", "%1 does not take the request (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "%1 gave unusable vectors."),
    QT_TRANSLATE_NOOP("Sentences", "%1 has no model “%2” here."),
    QT_TRANSLATE_NOOP("Sentences", "%1 has no vectors of %2 numbers."),
    QT_TRANSLATE_NOOP("Sentences", "%1 is too busy or out of order (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "%1 knows no model “%2” at this address."),
    QT_TRANSLATE_NOOP("Sentences", "%1 runs at %2, not on this computer."),
    QT_TRANSLATE_NOOP("Sentences", "%1 sends on to another address, where nothing is sent."),
    QT_TRANSLATE_NOOP("Sentences", "%1 takes no more requests for now."),
    QT_TRANSLATE_NOOP("Sentences", "%1, and asks to wait %2 min."),
    QT_TRANSLATE_NOOP("Sentences", "A key has at most %1; copy only the key."),
    QT_TRANSLATE_NOOP("Sentences", "A request to %1 was held back, which nobody had asked for."),
    QT_TRANSLATE_NOOP("Sentences", "A text has about %1 tokens, the model reads %2."),
    QT_TRANSLATE_NOOP("Sentences", "A text is longer than %1 takes; nothing was cut off."),
    QT_TRANSLATE_NOOP("Sentences", "Another program holds the ledger “%1”, so nothing was sent."),
    QT_TRANSLATE_NOOP("Sentences", "Check the address of the server."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Check the clock of this computer, and whether this network replaces certificates.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Check the key, and with the provider whether it may use the model."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Check the model's name and the address."),
    QT_TRANSLATE_NOOP("Sentences", "Check the model's name, or try again later."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Check the network connection, and for a server of your own whether it runs.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Choose a model that takes longer texts."),
    QT_TRANSLATE_NOOP("Sentences", "Choose the model for the folder first; that asks for it."),
    QT_TRANSLATE_NOOP("Sentences", "Close other windows of Likewise and try again."),
    QT_TRANSLATE_NOOP("Sentences", "Copy it whole from the provider's page, and nothing else."),
    QT_TRANSLATE_NOOP("Sentences", "Copy it whole from the provider's page."),
    QT_TRANSLATE_NOOP("Sentences", "It can have %1."),
    QT_TRANSLATE_NOOP("Sentences", "It is not known yet how long the vectors of %1 are."),
    QT_TRANSLATE_NOOP("Sentences", "It is not sure that %1 is who it says (%2)."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "It must begin with https://, or for a server on this computer with "
        "http://127.0.0.1, and hold no name or password.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Look at the plan and the bill at the provider; what was done so far is kept.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Make room and try again; what was paid for is kept."),
    QT_TRANSLATE_NOOP("Sentences", "Name it as in openai."),
    QT_TRANSLATE_NOOP("Sentences", "No key was given."),
    QT_TRANSLATE_NOOP("Sentences", "Nobody has said yes to sending texts to %1."),
    QT_TRANSLATE_NOOP("Sentences", "Nobody has said yes to sending the texts of “%1” to %2."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Perhaps this network wants you to sign in: do so in a browser, then try again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Please report it."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Something in Likewise tried to reach %1, which nobody had asked for; it was stopped.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Split it into shorter passages."),
    QT_TRANSLATE_NOOP("Sentences", "Test the server first: that finds it out."),
    QT_TRANSLATE_NOOP("Sentences", "That is no address texts can be sent to."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "That is no key: it holds blanks, line ends or letters that no key has.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "That is too long for a key (%1 characters)."),
    QT_TRANSLATE_NOOP("Sentences", "The answer of %1 broke off."),
    QT_TRANSLATE_NOOP("Sentences", "The answer of %1 has no end."),
    QT_TRANSLATE_NOOP("Sentences", "The connection to %1 broke off."),
    QT_TRANSLATE_NOOP("Sentences", "The disk is full: the ledger “%1” could not be written."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The documents in “%1” never leave this computer, as was chosen for this folder.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The ledger “%1” cannot be read (%2)."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The ledger “%1” could not be written (%2), and without it nothing is sent.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model's name is missing behind the server's address."),
    QT_TRANSLATE_NOOP("Sentences", "The offline lock is on, so Likewise does not connect to %1."),
    QT_TRANSLATE_NOOP("Sentences", "The process that speaks to the provider stopped."),
    QT_TRANSLATE_NOOP("Sentences", "There are %1."),
    QT_TRANSLATE_NOOP("Sentences", "There is no key for %1."),
    QT_TRANSLATE_NOOP("Sentences", "There is no provider “%1”."),
    QT_TRANSLATE_NOOP("Sentences", "There is no text to ask the model about."),
    QT_TRANSLATE_NOOP("Sentences", "Try again; what was answered so far is kept."),
    QT_TRANSLATE_NOOP("Sentences", "Type some words."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Use a model on this computer. Only “likewise privacy FOLDER "
        "--never-leaves off” changes that.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "What this key may use at %1 is used up."),
    QT_TRANSLATE_NOOP(
        "Sentences", "What you chose for this folder could not be written to “%1” (%2)."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Write it as compatible:http://127.0.0.1:11434/v1#nomic-embed-text."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "You are asked before the first run; on the command line, --yes says so.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "“likewise models” tells which run here."),
    # The keyring
    QT_TRANSLATE_NOOP("Sentences", "This computer offers no keyring to keep keys in."),
    QT_TRANSLATE_NOOP("Sentences", "The keyring is locked and was not unlocked."),
    QT_TRANSLATE_NOOP("Sentences", "The keyring asked for its password, and that was cancelled."),
    QT_TRANSLATE_NOOP("Sentences", "The keyring does not answer."),
    QT_TRANSLATE_NOOP("Sentences", "The keyring failed."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "On Linux, GNOME Keyring, KWallet or KeePassXC can offer one. "
        "The key can be kept until Likewise is closed instead; it is never written to a file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Unlock it and try again. "
        "The key can be kept until Likewise is closed instead; it is never written to a file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Try again and give its password. "
        "The key can be kept until Likewise is closed instead; it is never written to a file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Try again after signing in anew. "
        "The key can be kept until Likewise is closed instead; it is never written to a file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "If it shall, start Likewise without %1."),
    # What providers keep
    QT_TRANSLATE_NOOP(
        "Sentences", "OpenAI may keep what it is sent for up to 30 days, to look for abuse."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Cohere may keep what it is sent for up to 30 days, and with a trial key may use it to "
        "improve its models.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "What this server keeps is up to whoever runs it."),
    # What a run has cost that did not come to its end
    QT_TRANSLATE_NOOP("Sentences", "%1 What was paid for is kept for the next run."),
    QT_TRANSLATE_NOOP("Sentences", "About %1 was spent; %2 tokens."),
    QT_TRANSLATE_NOOP("Sentences", "Less than %1 was spent; %2 tokens."),
    QT_TRANSLATE_NOOP("Sentences", "%1 tokens were used."),
    QT_TRANSLATE_NOOP("Sentences", "%1 requests with %2 texts were answered."),
)
