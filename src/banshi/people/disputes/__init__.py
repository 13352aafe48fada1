"""身份证抢注申诉: whoever finds that another has signed up with their identity document asks for its number; two administrators decide."""
