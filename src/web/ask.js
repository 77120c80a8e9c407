// The plain conversation page: sends a message, shows the replies and their choices as buttons.
const talk = document.getElementById('talk');
const form = document.getElementById('ask');
const input = document.getElementById('text');
let conversation;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (text === '') return;
  input.value = '';
  void say(text, text);
});

/** Sends `text`, showing `label` as what the person said. */
async function say(label, text) {
  show(label, 'mine');
  try {
    const response = await fetch('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ conversation, text }),
    });
    const answer = await response.json();
    if (!response.ok) return show(answer.error.message, 'problem');
    conversation = answer.conversation;
    for (const reply of answer.replies) showReply(reply);
  } catch {
    input.value = text;
    show('Chưa gửi được: kiểm tra kết nối mạng rồi bấm Gửi lại.', 'problem');
  }
}

function showReply(reply) {
  show(reply.text);
  if (!reply.choices?.length) return;
  const box = document.createElement('div');
  box.className = 'choices';
  for (const choice of reply.choices) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = choice.label;
    button.addEventListener('click', () => say(choice.label, choice.send));
    box.append(button);
  }
  talk.append(box);
  box.scrollIntoView({ block: 'nearest' });
}

function show(text, kind = 'theirs') {
  const line = document.createElement('p');
  line.className = kind;
  line.textContent = text;
  talk.append(line);
  line.scrollIntoView({ block: 'nearest' });
}
